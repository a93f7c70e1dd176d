"""A few charts to test with."""

from decimal import Decimal

from districts import charts

YEARS = [charts.Category(str(year)) for year in (2021, 2022, 2023, 2024)]
HOSTILE = '<script>alert("x")</script>&\'<b onclick="y">'


def decimals(*texts: str) -> list[Decimal | None]:
    """Figures; an empty text is one that is not there."""
    return [Decimal(text) if text else None for text in texts]


def stacked(name: str = "Văn Bàn", source: str = "Nguồn: Dữ liệu minh họa.") -> charts.Chart:
    """Two units, the second without its second part."""
    return charts.bars(
        "total",
        "Tổng điểm",
        [charts.Category(name, "minh họa"), charts.Category("Sa Pa")],
        [
            charts.Series.of("Nền tảng", "shared", decimals("366.365", "250"), 2),
            charts.Series.of("Chính quyền", "0", decimals("150", ""), 2, "không công bố"),
        ],
        unit="điểm, tối đa 1000",
        source=source,
        maximum=Decimal(1000),
        stacked=True,
        ends=["722,21", "250,00"],
        head="Đơn vị",
    )


def grouped() -> charts.Chart:
    """The same, side by side."""
    chart = stacked()
    return charts.bars(
        "pillars",
        chart.title,
        chart.categories,
        chart.series,
        unit=chart.unit,
        source=chart.source,
        maximum=Decimal(700),
    )


def against() -> charts.Chart:
    """One unit with the median and the best."""
    return charts.against(
        "indices",
        "Các chỉ số",
        [charts.Category("Nhận thức số"), charts.Category("Thể chế số")],
        charts.Series.of("Sa Pa", "0", decimals("80", "60.5"), 2),
        unit="điểm",
        source="Nguồn: Dữ liệu minh họa.",
        maxima=[Decimal(100), Decimal(200)],
        markers=[
            charts.Series.of("Trung vị", "ink", decimals("70", ""), 2),
            charts.Series.of("Cao nhất", "ink", decimals("90", "190"), 2),
        ],
    )


def ranks(*, cut: bool = False) -> charts.Chart:
    """Two units over four years; the second did not exist in 2022."""
    return charts.lines(
        "ranks",
        "Thứ hạng",
        YEARS,
        [
            charts.Series.of("Văn Bàn", "0", decimals("8", "9", "3", "2")),
            charts.Series.of("Phường Sa Pa", "1", decimals("4", "", "2", "4"), 0, "chưa thành lập"),
        ],
        unit="hạng trên 9",
        source="Nguồn: Dữ liệu minh họa.",
        low=Decimal(1),
        high=Decimal(9),
        falling=True,
        breaks=[charts.Break(3, "khung mới")],
        cut=cut,
        head="Năm",
    )


def every_kind() -> list[charts.Chart]:
    return [stacked(), grouped(), against(), ranks(), ranks(cut=True)]

"""The right half of the session screen: the day as a chart and as sentences."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.chart.kinds import ChartDay, Event, Stretch
from app.ui.chart.widget import DayChart
from app.ui.session.chart_words import Chart
from app.ui.shown import DayLine
from app.ui.widgets.card import Card
from app.ui.widgets.timeline import TimelineList


class DayView(QWidget):
    """Chart above, sentences below; `entry_chosen` gives the key of the row tapped."""

    entry_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        chart_card = Card(padding=16)
        self.chart = DayChart()
        chart_card.body.addWidget(self.chart)
        list_card = Card(padding=14)
        list_card.body.setContentsMargins(8, 6, 8, 6)
        self.entries = TimelineList()
        self.entries.chosen.connect(self.entry_chosen)
        list_card.body.addWidget(self.entries)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(chart_card, 13)
        column.addWidget(list_card, 8)

    def show_chart(self, chart: Chart) -> None:
        """Draw the day against time."""
        self.chart.show_day(
            ChartDay(
                chart.start,
                chart.end,
                chart.now,
                chart.lanes,
                chart.readings,
                [Stretch(kind, start, end) for kind, start, end in chart.stretches],
                [Event(at, word) for at, word in chart.events],
            )
        )

    def show_lines(self, lines: tuple[DayLine, ...]) -> None:
        """Tell the day, the latest first."""
        self.entries.show_entries(lines)

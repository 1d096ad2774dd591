"""A stretch of a report as it should be read: on one line, as the sentence was repaired."""

from report_extract.records import Report, Sentence, Span
from report_extract.review.population import printable
from report_extract.viewer.display import furniture, shown


class Quotes:
    """Quotes stretches of one report."""

    def __init__(self, report: Report) -> None:
        self.text = report.text
        self.sentences = {sentence.id: sentence for sentence in report.sentences}
        self.hidden = furniture(report)

    def __call__(self, span: Span | None, sentence_id: str) -> str:
        """Quote a stretch of a sentence: its repaired text, or the part of it that the stretch covers."""
        if span is None:
            return ""
        sentence = self.sentences.get(sentence_id)
        if sentence is None or not (sentence.start <= span.start and span.end <= sentence.end):
            return printable(span.text)
        if (span.start, span.end) == (sentence.start, sentence.end):
            return printable(sentence.text)
        return printable(self._part(span, sentence))

    def _part(self, span: Span, sentence: Sentence) -> str:
        characters = shown(self.text, sentence.start, sentence.end, sentence.text, self.hidden)
        return "".join(one.character for one in characters if span.start <= one.at < span.end and not one.cut)

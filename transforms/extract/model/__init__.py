"""The bundled English pipeline of newsledger."""

from transforms.extract.model.paragraphs import COMPONENT, mark_paragraph_starts

__all__ = ["COMPONENT", "mark_paragraph_starts"]

"""The bundled English pipeline of newsledger; importing this package registers its parts with spaCy."""

from transforms.extract.model.lemmatizer import FACTORY
from transforms.extract.model.load import load_bundled
from transforms.extract.model.paragraphs import COMPONENT

__all__ = ["COMPONENT", "FACTORY", "load_bundled"]

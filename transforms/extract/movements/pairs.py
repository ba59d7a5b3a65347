"""The directed pairs of a movement: a meeting of A with B is also one of B with A."""

from __future__ import annotations

from transforms.extract.rows import Movement, Participant

Side = list[Participant]


def directed_sides(movement: Movement) -> list[tuple[Side, Side]]:
    """(actors, recipients) once for a one-sided movement, once for each direction of a reciprocal one.

    "A met B" gives (A, B) and (B, A); "A, B and C met" gives each of them towards the others.
    """
    actors = [p for p in movement.participants if p.role == "actor"]
    recipients = [p for p in movement.participants if p.role == "recipient"]
    if not movement.is_reciprocal:
        return [(actors, recipients)]
    if recipients:
        return [(actors, recipients), (recipients, actors)]
    if len(actors) < 2:
        return [(actors, [])]
    return [([one], [other for other in actors if other is not one]) for one in actors]

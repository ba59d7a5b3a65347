"""What carries a night: its lock and records, its batches, worker processes, the orchestrator's server."""

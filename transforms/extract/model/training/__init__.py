"""How the bundled model is made; nothing here is imported when newsledger runs."""

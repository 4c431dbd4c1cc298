"""How it moves: the one equation, and the protocol that every model of the house keeps."""

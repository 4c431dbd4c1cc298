"""How it hangs together: a cycle as signed, weighted, delayed and gated links."""

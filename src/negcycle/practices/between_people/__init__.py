"""What goes from one person to another: sheets that become one cycle, and what is shared of one."""

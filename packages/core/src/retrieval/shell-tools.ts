const SHELL_TOOLS: ReadonlySet<string> = new Set([
  "bash",
  "shell",
  "sh",
  "zsh",
  "terminal",
  "exec",
  "exec_command",
  "local_shell",
  "run_command",
  "run_terminal_cmd",
  "run_in_terminal",
  "run_shell_command",
  "run_commands",
  "execute_command",
  "execute_bash",
]);

/** Whether a tool of this name runs commands in a shell. */
export function isShellTool(name: string): boolean {
  return SHELL_TOOLS.has(name.toLowerCase());
}

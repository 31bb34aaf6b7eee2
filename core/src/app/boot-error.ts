/** Why Bezel cannot start: every problem found, each with what to do about it. */
export class BootError extends Error {
  readonly problems: string[]

  constructor(problems: string[]) {
    super(`Bezel cannot start:\n${problems.map((problem) => `  • ${problem}`).join('\n')}`)
    this.name = 'BootError'
    this.problems = problems
  }
}

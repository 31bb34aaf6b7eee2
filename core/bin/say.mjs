/** Progress and problems go to stderr; stdout belongs to the command. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** The project cannot be made ready; the message alone tells the person what to do. */
export class Unready extends Error {}

import { commands } from '../commands.ts'

export async function run(): Promise<void> {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length))
  const lines = Object.values(commands).map(
    ({ usage, summary }) => `  bezel ${usage.padEnd(width)}  ${summary}`,
  )
  process.stdout.write(`Usage:\n${lines.join('\n')}\n`)
}

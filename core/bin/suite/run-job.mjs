import { spawn } from 'node:child_process'
import { Parser } from 'tap-parser'

/** Node options with which tests run: TypeScript as it stands, packages by their sources. */
export const fromSources = ['--import', 'tsx', '--conditions=bezel-src']

/** The exit status of a check that could not be made; the first line it prints says why. */
export const SKIPPED = 77

const LONGEST_MINUTES = 10

/**
 * Runs one job and hands its outcome to the report: a check passes by its exit status, a test file
 * by the TAP it prints and its exit status together.
 */
export async function runJob(root, job, report) {
  const outcome = {
    name: job.name,
    passed: 0,
    failed: 0,
    skipped: [],
    failures: [],
    notes: [],
    output: '',
    ms: 0,
  }
  const start = performance.now()
  const parser = job.tap ? collect(outcome) : null
  const { status, text } = await run(root, job, parser)
  outcome.ms = Math.round(performance.now() - start)
  outcome.output = text
  if (job.tap) judgeTests(outcome, status)
  else judgeCheck(outcome, status)
  report.add(outcome)
}

function judgeCheck(outcome, status) {
  if (status === 0) outcome.passed = 1
  else if (status === SKIPPED)
    outcome.skipped.push({ test: outcome.name, reason: outcome.output.split('\n', 1)[0] })
  else fail(outcome, ending(outcome, status), tail(outcome.output))
}

function judgeTests(outcome, status) {
  const { passed, failed, skipped, reason } = outcome
  // A file that dies after its last good test still failed.
  if (status !== 0 && failed === 0) fail(outcome, ending(outcome, status), tail(outcome.output))
  else if (passed + failed + skipped.length > 0) return
  // A file may skip itself as a whole, saying why; one that just has no test is a mistake.
  else if (reason && reason !== 'no tests found') skipped.push({ test: outcome.name, reason })
  else fail(outcome, 'has no test', '')
}

function ending({ ms }, status) {
  return ms < LONGEST_MINUTES * 60_000
    ? `ended with ${status}`
    : `took longer than ${LONGEST_MINUTES} minutes`
}

function fail(outcome, test, details) {
  outcome.failed += 1
  outcome.failures.push({ test, details })
}

function collect(outcome) {
  const parser = new Parser()
  parser.on('pass', () => (outcome.passed += 1))
  parser.on('skip', ({ fullname, skip }) => outcome.skipped.push({ test: fullname, reason: String(skip) }))
  parser.on('todo', ({ fullname, todo }) =>
    outcome.skipped.push({ test: fullname, reason: `to do: ${todo}` }),
  )
  parser.on('child', (child) => notesOf(child, outcome))
  parser.on('complete', ({ plan }) => (outcome.reason = plan.skipReason))
  parser.on('fail', ({ fullname, diag }) => fail(outcome, fullname, describe(diag)))
  return parser
}

/** `t.comment('Note: …')` tells the reader of the whole run something that is no failure. */
function notesOf(parser, outcome) {
  parser.on('child', (child) => notesOf(child, outcome))
  parser.on('comment', (text) => /^\s*# Note: /.test(text) && outcome.notes.push(text.trim().slice(2)))
}

/** What tap says of a failed assertion, as a person reads it: the difference, then the place. */
function describe(diag) {
  if (!diag) return ''
  const { diff, found, wanted, stack, at, ...rest } = diag
  const values = diff ?? (found === undefined ? undefined : JSON.stringify({ found, wanted }, null, 2))
  const place = stack ?? (at && `${at.fileName}:${at.lineNumber}:${at.columnNumber}`)
  const others = ['tapError', 'message', 'signal', 'exitCode', 'output'].filter(
    (key) => rest[key] !== undefined,
  )
  return [...others.map((key) => `${key}: ${rest[key]}`), values, place].filter(Boolean).join('\n')
}

/** Its own process group, so that what a test file leaves behind or hangs on ends with it. */
async function run(cwd, job, parser) {
  // Tap itself gives up a little earlier (its own default is 30 s a file) and then says which test hung.
  const timeout = String(LONGEST_MINUTES * 60 - 30)
  const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', TAP: '1', TAP_TIMEOUT: timeout }
  const options = { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true }
  const child = spawn(process.execPath, job.args, options)
  const stop = () => endGroup(child.pid)
  const timer = setTimeout(stop, LONGEST_MINUTES * 60_000)
  process.once('exit', stop)
  const texts = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => texts.push(text))
  child.stdout.on('data', (text) => parser?.write(text))
  const status = await ended(child, stop)
  clearTimeout(timer)
  process.off('exit', stop)
  if (parser) await new Promise((resolve) => parser.once('complete', resolve).end())
  return { status, text: texts.join('') }
}

/** Waits for the output to be complete, but not for a process that outlives its parent and holds it open. */
function ended(child, stop) {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      stop()
      child.once('close', () => resolve(signal ?? code))
      setTimeout(() => resolve(signal ?? code), 2000).unref()
    })
  })
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Already gone.
  }
}

const tail = (text) => text.trimEnd().split('\n').slice(-60).join('\n')

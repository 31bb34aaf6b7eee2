import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { checks } from './checks.mjs'
import { createReport } from './report.mjs'
import { fromSources, runJob } from './run-job.mjs'
import { testFiles } from './test-files.mjs'

/**
 * Runs the checks and all test files, or only the test files below `paths`, two or more at a time.
 * @returns {Promise<boolean>} whether nothing failed
 */
export async function runSuite(root, paths) {
  // A server of this run alone: a test file that a developer runs by hand meanwhile keeps its own.
  process.env.BEZEL_TEST_DATA_DIR ||= join(root, '.bezel/suite')
  // The build is done; what tests start must neither repeat nor change it.
  process.env.BEZEL_PREPARE = '0'
  const stop = () => stopTestServer(root)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
  process.once('exit', stop)
  const report = createReport(root)
  await inParallel(jobs(root, paths), (job) => runJob(root, job, report))
  process.off('exit', stop)
  stop()
  return report.finish()
}

function jobs(root, paths) {
  const files = testFiles(root, paths)
  const tests = files.map((file) => ({ name: file, tap: true, args: [...fromSources, file] }))
  return paths.length > 0 ? tests : [...checks(root), ...tests]
}

/** At least two at a time: most test files wait for the database more than they compute. */
async function inParallel(jobs, work) {
  const queue = [...jobs]
  const worker = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) await work(job)
  }
  await Promise.all(Array.from({ length: Math.min(Math.max(availableParallelism(), 2), 8) }, worker))
}

function stopTestServer(root) {
  if (!existsSync(join(process.env.BEZEL_TEST_DATA_DIR, 'postgres'))) return
  const module = new URL('../../src/testing/postgres.ts', import.meta.url)
  const code = `const { stopTestServer } = await import('${module}'); await stopTestServer()`
  const args = [...fromSources, '--input-type=module', '--eval', code]
  spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] })
}

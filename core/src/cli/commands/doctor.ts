import { BootError } from '../../app/boot-error.ts'
import { healthService } from '../../health/health.ts'
import {
  bootFinding,
  checkHealth,
  checkNode,
  checkSettings,
  type Diagnosis,
  diagnose,
  examineDatabase,
  printDiagnosis,
  type Versions,
} from '../../inspect/doctor.ts'
import type { Finding } from '../../inspect/finding.ts'
import { version } from '../../version.ts'
import type { Arguments } from '../arguments.ts'
import { withApp } from '../with-app.ts'

/** Looks at everything; what cannot even start is a finding too, with what to do about it. */
async function examine(): Promise<Diagnosis> {
  const versions: Versions = { core: version, node: process.versions.node, postgres: null }
  const findings: Finding[] = checkNode(versions.node)
  try {
    await withApp(async ({ kernel, plugins, database }, { settings }) => {
      const { postgres, findings: found } = await examineDatabase({
        database,
        plugins,
        registry: kernel.registry,
      })
      const health = kernel.services.get(healthService.name) as typeof healthService.type
      versions.postgres = postgres
      findings.push(
        ...checkSettings(settings),
        ...found,
        ...checkHealth((await health?.check())?.checks ?? []),
      )
    })
  } catch (error) {
    findings.push(...(error instanceof BootError ? error.problems.map(bootFinding) : [unexpected(error)]))
  }
  return diagnose(versions, findings)
}

function unexpected(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error)
  const remedy = 'If this is about the connection, check that the database runs and DATABASE_URL is right.'
  return { level: 'error', code: 'unexpected', where: 'database', message, remedy }
}

/** `bezel doctor`: versions, settings, migrations, drift, adapters; exit status 1 when there are errors. */
export async function run({ json }: Arguments): Promise<void> {
  const diagnosis = await examine()
  process.stdout.write(`${json ? JSON.stringify(diagnosis) : printDiagnosis(diagnosis)}\n`)
  if (!diagnosis.healthy) process.exitCode = 1
}

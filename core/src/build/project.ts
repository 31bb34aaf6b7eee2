import { basename, relative } from 'node:path'
import type { BuildFailure, Message } from 'esbuild'
import { packageFolders } from './manifest.ts'
import { buildPackage, packageIsStale } from './package.ts'
import { buildConfig, configIsStale } from './shop-config.ts'

export interface BuildResult {
  /** Packages that were built, by their folder in the project. */
  built: string[]
  /** One text per package that failed, ready to print; empty when all is well. */
  errors: string[]
  ms: number
}

/** True when `buildProject` would have something to do. Reads every source file, about 30 ms. */
export function projectIsStale(project: string): boolean {
  return configIsStale(project) || packageFolders(project).some(packageIsStale)
}

/** Builds all packages of a project that changed, at the same time, and its fastify.config.ts. */
export async function buildProject(project: string): Promise<BuildResult> {
  const start = performance.now()
  const folders = packageFolders(project)
  const works = [...folders.map((folder) => attempt(folder, buildPackage)), attempt(project, buildConfig)]
  const names = [
    ...folders.map((folder) => relative(project, folder) || basename(project)),
    'fastify.config.ts',
  ]
  const results = await Promise.all(works)
  // esbuild's own process would live as long as the server that is started next.
  await (await import('esbuild')).stop()
  return {
    built: names.filter((_, index) => results[index] === true),
    errors: results.filter((result) => typeof result === 'string'),
    ms: Math.round(performance.now() - start),
  }
}

/** One package's mistake must not hide another's: every failure is reported, not just the first. */
async function attempt(
  folder: string,
  build: (folder: string) => Promise<boolean>,
): Promise<boolean | string> {
  try {
    return await build(folder)
  } catch (error) {
    return describe(folder, error as Error | BuildFailure)
  }
}

function describe(folder: string, error: Error | BuildFailure): string {
  if (!('errors' in error)) return error.message
  return error.errors.map((message) => `${place(folder, message)}${message.text}`).join('\n')
}

function place(folder: string, { location }: Message): string {
  return location ? `${folder}/${location.file}:${location.line}:${location.column + 1}: ` : `${folder}: `
}

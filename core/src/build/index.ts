export { migrationFiles } from './migration-files.ts'
export { buildPackage } from './package.ts'
export { type BuildResult, buildProject, projectIsStale } from './project.ts'

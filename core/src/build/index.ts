export { buildPackage } from './package.ts'
export { type BuildResult, buildProject, projectIsStale } from './project.ts'

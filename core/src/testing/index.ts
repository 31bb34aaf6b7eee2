export { examineDatabase } from '../inspect/doctor.ts'
export { referenceFiles } from '../inspect/reference.ts'
export { actorWith, type TestApp, testApp } from './app.ts'
export { type TestDatabase, testDatabase } from './postgres.ts'

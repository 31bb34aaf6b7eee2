export { type TestDatabase, testDatabase } from './postgres.ts'
export { type TestApp, testApp } from './app.ts'

export { definePanel } from './panel.ts'

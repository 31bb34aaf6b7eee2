import type { Needs } from '../access/needs.ts'
import type { Registry } from '../entity/registry.ts'
import { collectPermissions } from '../plugin/check.ts'
import type { Plugin } from '../plugin/plugin.ts'
import { textTable } from './text-table.ts'

export interface Overview {
  plugins: { name: string; version: string; needs: Record<string, string> }[]
  entities: {
    name: string
    plugin: string
    collection: string
    table: string
    fields: number
    relations: string[]
  }[]
  operations: {
    name: string
    plugin: string
    needs: Needs
    rest: string | null
    graphql: string | null
    summary: string
  }[]
  permissions: { name: string; allows: string }[]
  jobs: { name: string; plugin: string; schedule: string | null; summary: string }[]
  events: { name: string; plugin: string; summary: string }[]
}

function operationsOf({ name: plugin, operations }: Plugin): Overview['operations'] {
  return operations.map(({ name, needs, rest, graphql, summary }) => ({
    name,
    plugin,
    needs,
    rest: rest ?? null,
    graphql: graphql ?? null,
    summary,
  }))
}

/** What the app is made of, as plain data. */
export function overview(plugins: Plugin[], registry: Registry): Overview {
  const of = <T, R>(list: (plugin: Plugin) => T[], toRow: (value: T, plugin: string) => R) =>
    plugins.flatMap((plugin) => list(plugin).map((value) => toRow(value, plugin.name)))
  return {
    plugins: plugins.map(({ name, version, needs }) => ({ name, version, needs })),
    entities: registry.models.map(({ name, plugin, collection, table, fields, relations }) => ({
      name,
      plugin,
      collection,
      table,
      fields: fields.length,
      relations: [...relations.keys()],
    })),
    operations: plugins.flatMap(operationsOf),
    permissions: [...collectPermissions(plugins)].map(([name, allows]) => ({ name, allows })),
    jobs: of(
      ({ jobs }) => jobs,
      ({ name, schedule, summary }, plugin) => ({ name, plugin, schedule: schedule ?? null, summary }),
    ),
    events: of(
      ({ events }) => events,
      ({ name, summary }, plugin) => ({ name, plugin, summary }),
    ),
  }
}

function section(title: string, rows: string[][]): string {
  return rows.length > 1 ? `${title}\n${textTable(rows).replace(/^/gm, '  ')}` : ''
}

/** The overview for a terminal. */
export function printOverview({
  plugins,
  entities,
  operations,
  permissions,
  jobs,
  events,
}: Overview): string {
  const sections = [
    section('Plugins', [
      ['name', 'version', 'needs'],
      ...plugins.map(({ name, version, needs }) => [name, version, Object.keys(needs).join(', ')]),
    ]),
    section('Entities', [
      ['name', 'plugin', 'collection', 'fields', 'relations'],
      ...entities.map(({ name, plugin, collection, fields, relations }) => [
        name,
        plugin,
        collection,
        String(fields),
        relations.join(', '),
      ]),
    ]),
    section('Operations', [
      ['name', 'needs', 'REST', 'GraphQL'],
      ...operations.map(({ name, needs, rest, graphql }) => [
        name,
        [needs].flat().join(', '),
        rest ?? '',
        graphql ?? '',
      ]),
    ]),
    section('Permissions', [['name', 'allows'], ...permissions.map(({ name, allows }) => [name, allows])]),
    section('Jobs', [
      ['name', 'schedule', 'summary'],
      ...jobs.map(({ name, schedule, summary }) => [name, schedule ?? 'when asked', summary]),
    ]),
    section('Events', [['name', 'summary'], ...events.map(({ name, summary }) => [name, summary])]),
  ]
  return sections.filter(Boolean).join('\n\n')
}

import {
  Button,
  Card,
  type Row,
  type SlotProps,
  sayValue,
  Timeline,
  t,
  useActor,
  useList,
} from '@bezel/admin-ui'
import { ledgerWords } from './ledger-words.ts'

/** A movement in the ledger's own words; a type that a later version added reads by its name. */
export const happened = (type: unknown): string =>
  String(type) in ledgerWords.en ? t(`inventory.moved_${String(type)}`) : sayValue(String(type))

function told({ reason, counterparty, document, countChange, caratChange }: Row): string {
  const change =
    countChange === null || countChange === undefined ? null : `${countChange} / ${caratChange} ct`
  return [change, counterparty, reason, document].filter(Boolean).join(' · ')
}

function Movements({ of, id }: { of: string; id: string }) {
  const movements = useList('movements', { [of]: id, sort: '-at', include: 'toLocation', limit: 20 })
  const entries = movements.rows.map((movement) => ({
    id: movement.id,
    at: String(movement.at),
    by: String(movement.actor),
    title: happened(movement.type),
    children: (
      <small>
        {[
          movement.toStatus === movement.fromStatus ? null : sayValue(String(movement.toStatus)),
          (movement.toLocation as Row | null)?.name,
          told(movement),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    ),
  }))
  if (movements.loading) return null
  return (
    <Card title={t('inventory.ledger')}>
      <Timeline entries={entries} empty={t('inventory.noLedger')} />
      {movements.hasMore ? <Button onClick={movements.loadMore}>{t('inventory.more')}</Button> : null}
    </Card>
  )
}

const references: Record<string, string> = { pieces: 'pieceId', stones: 'stoneId', parcels: 'parcelId' }

/** Everything that happened to a piece, stone or parcel, the newest first. */
export function Ledger({ entity, record }: SlotProps) {
  const { can } = useActor()
  const of = references[entity?.collection ?? '']
  return record && of && can('movements.read') ? <Movements of={of} id={record.id} /> : null
}

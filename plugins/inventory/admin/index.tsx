import { type CellProps, definePanel } from '@bezel/admin-ui'
import { CountPage } from './count-page.tsx'
import { labels } from './labels.ts'
import { happened, Ledger } from './ledger.tsx'
import { CountLink, PreviewLink, TagsLink } from './links.tsx'
import { messages } from './messages.ts'
import { PricePage } from './price-page.tsx'
import { TagsPage } from './tags-page.tsx'
import { Transitions } from './transitions.tsx'

const MovementType = ({ value }: CellProps) => <>{happened(value)}</>

const ledger = { component: Ledger, shows: ['movements'] }

export default definePanel({
  pages: [
    { path: '/stock-counts/:id/count', title: 'Count', needs: 'stock-counts.write', component: CountPage },
    {
      path: '/price-rules/:id/preview',
      title: 'Preview prices',
      needs: 'inventory.price',
      component: PricePage,
    },
    { path: '/tags', title: 'Print tags', needs: 'pieces.read', component: TagsPage },
  ],
  slots: {
    'pieces.record.main': Transitions,
    'stones.record.main': Transitions,
    'pieces.record.side': ledger,
    'stones.record.side': ledger,
    'parcels.record.side': ledger,
    'pieces.record.actions': TagsLink,
    'stock-counts.record.actions': CountLink,
    'price-rules.record.actions': PreviewLink,
  },
  columns: { 'movements.type': MovementType },
  messages,
  labels,
})

import { definePanel } from '@bezel/admin-ui'
import { DuplicatesPage } from './duplicates-page.tsx'
import { labels } from './labels.ts'
import { messages } from './messages.ts'
import { CustomerSide, VcardLink } from './record-cards.tsx'
import { RemindersCard } from './reminders-card.tsx'

export default definePanel({
  pages: [
    {
      path: '/customers/duplicates',
      title: 'Duplicates',
      needs: 'customers.merge',
      component: DuplicatesPage,
    },
  ],
  slots: {
    'dashboard.cards': RemindersCard,
    'customers.record.side': { component: CustomerSide, shows: ['relatives', 'consents', 'timeline'] },
    'customers.record.actions': VcardLink,
  },
  messages,
  labels,
})

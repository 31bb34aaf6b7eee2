import { definePanel } from '@bezel/admin-ui'
import { EventDetails, EventType } from './event-columns.tsx'
import { ExplainPage } from './explain-page.tsx'
import { NewKeyPage } from './keys/page.tsx'
import { labels } from './labels.ts'
import { MailsPage } from './mails-page.tsx'
import { messages } from './messages.ts'
import { MyAccountPage } from './my-account/page.tsx'
import { RequestsPage } from './requests/page.tsx'
import { NewRolePage, RolePage } from './roles/page.tsx'
import { StoreNames } from './store-names.tsx'
import { AccessCard, SuspendButton } from './users/access-card.tsx'
import { InviteButton, InvitePage } from './users/invite-page.tsx'

export default definePanel({
  pages: [
    { path: '/account', title: 'My account', component: MyAccountPage },
    { path: '/invitations/new', title: 'Invite', needs: 'invitations.write', component: InvitePage },
    { path: '/roles/new', title: 'New role', needs: 'roles.write', component: NewRolePage },
    { path: '/roles/:id', title: 'Role', needs: 'roles.read', component: RolePage },
    { path: '/roles/:id/edit', title: 'Role', needs: 'roles.read', component: RolePage },
    { path: '/api-keys/new', title: 'New API key', needs: 'api-keys.write', component: NewKeyPage },
    { path: '/access/explain', title: 'Explain access', needs: 'access.explain', component: ExplainPage },
    { path: '/mails', title: 'Mails', needs: 'mails.read', component: MailsPage },
    { path: '/data-requests', title: 'Data requests', needs: 'data-requests.read', component: RequestsPage },
  ],
  slots: {
    'users.list.actions': InviteButton,
    'users.record.main': AccessCard,
    'users.record.actions': SuspendButton,
  },
  columns: {
    'security-events.type': EventType,
    'security-events.details': EventDetails,
    'users.stores': StoreNames,
    'api-keys.stores': StoreNames,
    'invitations.stores': StoreNames,
  },
  messages,
  labels,
})

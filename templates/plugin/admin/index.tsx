import { Card, definePanel, Page, useList } from '@bezel/admin-ui'

function Overview() {
  const open = useList('__collection__', { status: 'open', total: 'exact' })
  return (
    <Page title="__Label__">
      <Card title="Open">{open.total ?? '…'}</Card>
    </Page>
  )
}

export default definePanel({
  pages: [{ path: '/__name__/overview', title: '__Label__', component: Overview }],
})

import { Card, definePanel, Page, useList } from '@bezel/admin-ui'

function Overview() {
  const open = useList('__collection__', { filters: { status: 'open' }, total: true })
  return (
    <Page title="__Label__">
      <Card title="Open">{open.data?.page.total ?? '…'}</Card>
    </Page>
  )
}

export default definePanel({
  pages: [{ path: '/__name__/overview', title: '__Label__', component: Overview }],
})

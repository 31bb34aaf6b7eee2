import type { SlotProps } from '../sdk/panel.ts'
import { PanelBoundary } from './boundary.tsx'
import { usePanels } from './use-panels.ts'

/** The place where plugins put their parts, in the order of their names. */
export function Slot({ name, ...props }: { name: string } & SlotProps) {
  const { slots } = usePanels()
  return slots(name).map(({ plugin, component: Part }) => (
    <PanelBoundary key={plugin} plugin={plugin} size="slot">
      <Part {...props} />
    </PanelBoundary>
  ))
}

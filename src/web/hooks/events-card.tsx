import { type Hook, hookEvents } from '../../modules/publish/hooks/contract.ts'
import { Card } from '../kit/page.tsx'
import { Checkbox } from '../kit/switch.tsx'
import { plainName, useWords } from '../kit/words.ts'
import { useHookChange } from './use-hook.ts'

/** What the address is told of; each press is saved at once. One event at least stays. */
export function EventsCard({ hook }: { hook: Hook }) {
  const t = useWords('hooks')
  const settings = useWords('settings')
  const change = useHookChange(hook)
  return (
    <Card title={settings('hooks.events')} help={t('eventsHelp')}>
      <fieldset className="grid gap-3 pt-1 sm:grid-cols-2">
        <legend className="sr-only">{settings('hooks.events')}</legend>
        {hookEvents.map((event) => {
          const on = hook.events.includes(event)
          return (
            <Checkbox
              key={event}
              label={settings(`hooks.event.${plainName(event)}`)}
              help={<code className="text-xs">{event}</code>}
              checked={on}
              disabled={on && hook.events.length === 1}
              onChange={(next) =>
                change.mutate({
                  events: hookEvents.filter((one) => (one === event ? next : hook.events.includes(one))),
                })
              }
            />
          )
        })}
      </fieldset>
    </Card>
  )
}

import { Link } from '@tanstack/react-router'
import { ListPlus } from 'lucide-react'
import type { Choice, FitAnswer } from '../../../modules/plan/choice/contract.ts'
import { useMay } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { useTake } from './use-take.ts'

type Props = { choice: Choice; fit: FitAnswer; chosen: readonly string[]; personaName: string }

/** Whether the hours of the team carry what is chosen, and the way into the plans of channels. */
export function HoursCard({ choice, fit, chosen, personaName }: Props) {
  const t = useWords('choice')
  const formats = useFormats()
  const may = useMay()
  const take = useTake(choice, fit, personaName)
  const { chosen: hours, capacity, carries } = fit.hours
  const over = hours !== null && capacity !== null && hours > capacity
  const joined = choice.networks.filter(
    ({ network, channels }) => chosen.includes(network) && channels.length > 0,
  )
  const open = choice.networks.filter(
    ({ network, channels, publishes }) => chosen.includes(network) && channels.length === 0 && publishes,
  )
  return (
    <Card title={t('hours.title')}>
      <div className="flex flex-col gap-3">
        <p className="figures">
          {chosen.length === 0
            ? t('hours.none')
            : hours === null
              ? t('hours.unsaid')
              : t('hours.chosen', { count: chosen.length, hours: formats.number(hours) })}
        </p>
        {capacity === null ? (
          <p className="text-sm text-muted">
            {t('hours.noCapacity')}{' '}
            <Link to="/content-plan" search={{ view: 'channels' } as never} className="text-accent underline">
              {t('hours.sayCapacity')}
            </Link>
          </p>
        ) : (
          <>
            <Progress
              share={capacity === 0 ? 1 : Math.min(1, (hours ?? 0) / capacity)}
              label={t('hours.title')}
              tone={over ? 'bad' : 'good'}
            />
            <p className="text-sm text-muted figures">
              {t('hours.capacity', {
                hours: formats.number(capacity),
                taken: formats.number(choice.takenHours),
              })}{' '}
              {choice.capacityFrom &&
                t(choice.capacityFrom === 'people' ? 'hours.fromPeople' : 'hours.fromTyped')}
            </p>
          </>
        )}
        {over && (
          <Alert tone="warn" title={t('hours.over', { hours: formats.number(hours - capacity) })}>
            {carries !== null && t('hours.carries', { count: carries })}
          </Alert>
        )}
        {open.length > 0 && (
          <p className="text-sm text-muted">
            {t('hours.toJoin', { names: open.map(({ name }) => name).join(', ') })}{' '}
            <Link to="/channels" className="text-accent underline">
              {t('hours.join')}
            </Link>
          </p>
        )}
        {joined.length > 0 && may('plan.manage') && (
          <Button
            icon={ListPlus}
            look="primary"
            busy={take.isPending}
            onClick={() => take.mutate(joined.flatMap(({ channels }) => channels))}
          >
            {t('hours.take')}
          </Button>
        )}
      </div>
    </Card>
  )
}

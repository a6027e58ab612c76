import { useMemo } from 'react'
import type { DayPoint, Profile } from '../../../modules/plan/competitors/contract.ts'
import { Chart } from '../../kit/chart.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useFace } from './use-figures.ts'

/** Followers day by day, a line for each profile. A day that nobody told is a gap. */
export function FollowersCard({
  daily,
  profiles,
}: {
  daily: readonly DayPoint[]
  profiles: readonly Profile[]
}) {
  const t = useWords('competitors')
  const formats = useFormats()
  const face = useFace()
  const told = daily.filter(({ followers }) => followers !== null)
  const data = useMemo(() => {
    const x = [...new Set(told.map(({ day }) => day))].sort()
    const lines = profiles.filter(({ id }) => told.some(({ profileId }) => profileId === id))
    const at = new Map(told.map((one) => [`${one.profileId} ${one.day}`, one.followers]))
    return {
      x,
      series: lines.map(({ id, network, handle }) => ({
        name: lines.length > 1 ? `${face(network).name} · ${handle}` : t('enter.followers'),
        values: x.map((day) => at.get(`${id} ${day}`) ?? null),
      })),
    }
  }, [told, profiles, face, t])
  return (
    <Card title={t('followersTitle')} help={t('followersHelp')}>
      {data.x.length < 2 ? (
        <p className="text-base text-muted">{t('followersTooFew')}</p>
      ) : (
        <Chart
          label={t('followersTitle')}
          data={data}
          kind="line"
          fromZero={false}
          format={(value) => formats.number(value)}
          formatX={(day) => formats.custom(day, { day: 'numeric', month: 'short' }, 'UTC')}
        />
      )}
    </Card>
  )
}

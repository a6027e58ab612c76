import { Link } from '@tanstack/react-router'
import { SlidersHorizontal, UsersRound } from 'lucide-react'
import { useState } from 'react'
import type { Choice, FitAnswer } from '../../../modules/plan/choice/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { CoverageCard } from './coverage-card.tsx'
import { HoursCard } from './hours-card.tsx'
import { useCountries, useFaces } from './names.ts'
import { NetworkCard } from './network-card.tsx'
import { ProposalCard } from './proposal-card.tsx'
import { choicePage } from './routes.tsx'
import { SettingsSheet } from './settings-sheet.tsx'
import { useFit, usePersonaNames } from './use-choice.ts'

/** Each network against somebody to whom the brand speaks. */
export function FitView({ choice }: { choice: Choice }) {
  const t = useWords('choice')
  const words = useProblemWords()
  const may = useMay()
  const personas = usePersonaNames()
  const { persona } = choicePage.useSearch()
  const setSearch = choicePage.useSetSearch()
  const [open, setOpen] = useState(false)
  if (personas.isPending) return <SkeletonRows rows={4} />
  if (personas.error)
    return <ErrorState words={words(personas.error)} onRetry={() => void personas.refetch()} />
  const { items } = personas.data
  const chosen = items.find(({ id }) => id === persona) ?? items[0]
  if (!chosen)
    return (
      <EmptyState
        icon={UsersRound}
        title={t('fit.noPersona')}
        action={
          may('strategy.manage') && (
            <Button asChild look="primary">
              <Link to="/personas/new">{t('fit.describe')}</Link>
            </Button>
          )
        }
      >
        {t('fit.noPersonaWords')}
      </EmptyState>
    )
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('fit.persona')} className="min-w-0 flex-1 basis-60 sm:max-w-80">
          <Select
            value={chosen.id}
            onChange={(id) => setSearch({ persona: id })}
            choices={items.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        {may('strategy.manage') && (
          <Button icon={SlidersHorizontal} onClick={() => setOpen(true)}>
            {t('settings.open')}
          </Button>
        )}
      </div>
      {choice.settings.formats.length === 0 && (
        <Alert
          tone="info"
          title={t('fit.unsaid')}
          action={
            may('strategy.manage') && (
              <Button size="small" onClick={() => setOpen(true)}>
                {t('fit.say')}
              </Button>
            )
          }
        >
          {t('fit.unsaidWords')}
        </Alert>
      )}
      <Fitted choice={choice} persona={chosen.id} personaName={chosen.name} />
      {open && <SettingsSheet choice={choice} onClose={() => setOpen(false)} />}
    </div>
  )
}

type Props = { choice: Choice; persona: string; personaName: string }

function Fitted({ choice, persona, personaName }: Props) {
  const t = useWords('choice')
  const words = useProblemWords()
  const { take } = choicePage.useSearch()
  const setSearch = choicePage.useSetSearch()
  const known = new Set(choice.networks.map(({ network }) => network))
  const chosen = take.split(',').filter((network) => known.has(network))
  const fit = useFit(persona, chosen)
  const faceOf = useFaces(choice.networks)
  if (fit.isPending) return <SkeletonRows rows={8} />
  if (fit.error) return <ErrorState words={words(fit.error)} onRetry={() => void fit.refetch()} />
  const choose = (networks: readonly string[]) => setSearch({ take: networks.join(',') })
  const toggle = (network: string, on: boolean) =>
    choose(on ? [...chosen, network] : chosen.filter((one) => one !== network))
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-6">
      <div className="flex min-w-0 flex-col gap-3">
        <Resting fit={fit.data} persona={persona} />
        <p className="text-sm text-muted">{t('fit.order')}</p>
        <ul className="flex flex-col gap-3">
          {fit.data.items.map((item) => (
            <NetworkCard
              key={item.network}
              fit={item}
              networks={choice.networks}
              chosen={chosen.includes(item.network)}
              onChoose={(on) => toggle(item.network, on)}
            />
          ))}
        </ul>
      </div>
      <div
        className={cx(
          'flex min-w-0 flex-col gap-4 lg:sticky lg:top-4',
          chosen.length > 0 && 'max-lg:order-first',
        )}
      >
        <HoursCard choice={choice} fit={fit.data} chosen={chosen} personaName={personaName} />
        <CoverageCard coverage={fit.data.coverage} nameOfNetwork={(network) => faceOf(network).name} />
        <ProposalCard choice={choice} proposal={fit.data.proposal} chosen={chosen} onChoose={choose} />
      </div>
    </div>
  )
}

/** Of whom one speaks, and what of it was not understood. */
function Resting({ fit, persona }: { fit: FitAnswer; persona: string }) {
  const { countries, people, unread, unreadPlaces, cities } = fit
  const t = useWords('choice')
  const { nameOf } = useCountries()
  const may = useMay()
  const others = unread.filter((one) => !unreadPlaces.includes(one))
  const missing = (['ages', 'genders', 'devices', 'languages'] as const).filter((one) => !people[one])
  return (
    <div className="flex flex-col gap-1 text-sm text-muted">
      <p>
        {countries.length === 0
          ? t('fit.nowhere')
          : t('fit.where', { countries: countries.map(({ country }) => nameOf(country)).join(', ') })}
        {missing.length > 0 &&
          ` ${t('fit.missing', { what: missing.map((one) => t(`fit.parts.${one}`)).join(', ') })}`}
      </p>
      {cities.length > 0 && (
        <p>
          {t('fit.cities', {
            what: cities.map(({ said, country }) => `${said} (${nameOf(country)})`).join(', '),
          })}
        </p>
      )}
      {others.length > 0 && <p>{t('fit.unread', { what: others.join(', ') })}</p>}
      {unreadPlaces.length > 0 && (
        <Alert
          tone="warn"
          action={
            may('strategy.manage') && (
              <Link to={`/personas/${persona}/edit` as never} className="underline">
                {t('fit.mendPersona')}
              </Link>
            )
          }
        >
          {t(people.places ? 'fit.placesLeft' : 'fit.placesUnread', { what: unreadPlaces.join(', ') })}
        </Alert>
      )}
    </div>
  )
}

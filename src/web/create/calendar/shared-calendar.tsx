import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { CalendarPlus, ChevronLeft, ChevronRight, Images, Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLocale } from 'use-intl'
import { SharedCalendar as Shared } from '../../../modules/create/calendar-links/contract.ts'
import { api, newKey } from '../../api/client.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { addDays, addMonths, type Day } from '../../kit/days.ts'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { makeFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { states, toneMark } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { ownZone, toCivil, zoneCity, zoneName } from '../../kit/zone.ts'
import { OutsideFoot } from '../../shell/outside-foot.tsx'
import { ColourMark } from './band.tsx'
import { asUtc, weeksOfMonth } from './days.ts'
import { useNarrow } from './use-narrow.ts'

type Entry = Shared['items'][number] & { day: Day }

/** Where a link to the calendar leads: the page alone, for somebody without an account. What it carries stands behind the #. */
export function SharedCalendar() {
  const words = useProblemWords()
  const token = useRouterState({ select: (state) => state.location.hash })
  const [date, setDate] = useState(() => toCivil(new Date(), ownZone()).slice(0, 10))
  const shared = useShared(token, date)
  useHidden()
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-6xl flex-col gap-4 px-4 py-5 md:py-8">
      {shared.isPending && <SkeletonRows rows={8} />}
      {shared.error && <Over words={words(shared.error)} />}
      {shared.data && <Sheet shared={shared.data} token={token} date={date} onDate={setDate} />}
      <OutsideFoot />
    </main>
  )
}

/** Whole weeks around the month, and a day more on either side: whichever zone it is, nothing of it is missing. */
function useShared(token: string, date: Day) {
  const first = `${date.slice(0, 7)}-01`
  const [from, to] = [addDays(first, -8), addDays(addMonths(first, 1), 8)]
  return useQuery({
    queryKey: ['shared-calendar', token, from],
    queryFn: () =>
      api.post('/shared-calendar', {
        body: { token, from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` },
        schema: Shared,
        workspace: null,
      }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  })
}

/** Whoever has the link may look; nobody is to hear from where somebody came. That no search finds it, the first page says. */
function useHidden(): void {
  useEffect(() => {
    const tag = document.createElement('meta')
    tag.name = 'referrer'
    tag.content = 'no-referrer'
    document.head.append(tag)
    return () => tag.remove()
  }, [])
}

function Over({ words }: { words: string }) {
  const t = useWords('calendar')
  usePageTitle(t('nav'))
  return <ErrorState words={words} />
}

type SheetProps = { shared: Shared; token: string; date: Day; onDate: (day: Day) => void }

function Sheet({ shared, token, date, onDate }: SheetProps) {
  const t = useWords('calendars')
  const locale = useLocale()
  const narrow = useNarrow()
  const formats = makeFormats(locale, shared.timeZone)
  const entries = shared.items.map((item) => ({
    ...item,
    day: toCivil(item.at, shared.timeZone).slice(0, 10),
  }))
  const ofMonth = entries.filter(({ day }) => day.slice(0, 7) === date.slice(0, 7))
  return (
    <>
      <Brand shared={shared} token={token} formats={formats} />
      <div className="flex flex-wrap items-center gap-1">
        <span className="contents print:hidden">
          <IconButton
            icon={ChevronLeft}
            label={t('page.earlier')}
            onClick={() => onDate(addMonths(date, -1))}
          />
          <IconButton
            icon={ChevronRight}
            label={t('page.later')}
            onClick={() => onDate(addMonths(date, 1))}
          />
        </span>
        <h2 className="ml-1 min-w-0 flex-1 text-lg font-semibold first-letter:uppercase" aria-live="polite">
          {formats.month(asUtc(date), 'UTC')}
        </h2>
        <span className="contents print:hidden">
          {shared.feed && <Follow token={token} />}
          <IconButton icon={Printer} label={t('page.print')} onClick={() => print()} />
        </span>
      </div>
      {shared.more && <p className="text-sm text-warn">{t('page.more')}</p>}
      <Campaigns shared={shared} formats={formats} date={date} />
      {!narrow && <Month shared={shared} entries={entries} date={date} formats={formats} />}
      {ofMonth.length === 0 ? (
        <p className="text-muted">{t('page.nothing')}</p>
      ) : (
        <List entries={ofMonth} shared={shared} formats={formats} />
      )}
    </>
  )
}

type Formats = ReturnType<typeof makeFormats>

function Brand({ shared, token, formats }: { shared: Shared; token: string; formats: Formats }) {
  const t = useWords('calendars')
  const { brand, expiresAt, timeZone } = shared
  const heading = usePageTitle(t('page.title', { brand: brand.name }))
  const logo = useLogo(brand.logo ? token : null)
  return (
    <header
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-4 shadow-card"
      style={brand.colour ? { borderTop: `4px solid ${brand.colour}` } : undefined}
    >
      <span className="flex items-center gap-3">
        {logo && <img src={logo} alt="" className="size-12 rounded-md object-contain" />}
        <h1 ref={heading} tabIndex={-1} className="min-w-0 text-lg font-semibold break-words">
          {t('page.title', { brand: brand.name })}
        </h1>
      </span>
      <p className="text-sm text-muted figures">
        {t('page.zone', { zone: `${zoneCity(timeZone)} ${zoneName(timeZone, formats.locale)}` })}
        {expiresAt && ` · ${t('page.until', { when: formats.moment(expiresAt) })}`}
      </p>
    </header>
  )
}

/** Asked for with the token in the body and shown from memory: no address carries it. */
function useLogo(token: string | null): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!token) return
    let made: string | null = null
    let over = false
    const headers = {
      ...{ 'content-type': 'application/json', 'carillon-csrf': '1', 'idempotency-key': newKey() },
    }
    fetch('/api/v1/shared-calendar/logo', { method: 'POST', headers, body: JSON.stringify({ token }) })
      .then((answer) => (answer.ok ? answer.blob() : null))
      .then((blob) => {
        if (!blob || over) return
        made = URL.createObjectURL(blob)
        setUrl(made)
      })
      // Without its picture the page is whole too.
      .catch(() => {})
    return () => {
      over = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [token])
  return url
}

/** Opens the calendar program of the device, which then asks by itself. */
function Follow({ token }: { token: string }) {
  const t = useWords('calendars')
  const to = `${location.host}/calendar-feeds/${encodeURIComponent(token)}.ics`
  return (
    <a
      href={`webcal://${to}`}
      className="flex min-h-9 items-center gap-1.5 rounded-md px-2.5 text-sm font-medium text-accent hover:bg-hover touch:min-h-11"
    >
      <CalendarPlus aria-hidden className="size-4" />
      {t('page.follow')}
    </a>
  )
}

function Campaigns({ shared, formats, date }: { shared: Shared; formats: Formats; date: Day }) {
  const month = date.slice(0, 7)
  const here = shared.campaigns.filter(({ from, to }) => from.slice(0, 7) <= month && to.slice(0, 7) >= month)
  if (here.length === 0) return null
  const day = { day: 'numeric', month: 'short' } as const
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {here.map(({ name, colour, from, to }) => (
        <li key={`${name} ${from}`} className="flex min-w-0 items-center gap-1.5">
          <ColourMark colour={colour} className="size-3 rounded-full" />
          <span className="min-w-0 font-medium break-words">{name}</span>
          <span className="shrink-0 text-muted figures">{formats.range(from, to, day)}</span>
        </li>
      ))}
    </ul>
  )
}

const shownPerDay = 4

type ViewProps = { shared: Shared; entries: readonly Entry[]; formats: Formats }

function Month({ shared, entries, date, formats }: ViewProps & { date: Day }) {
  const t = useWords('calendars')
  const days = Map.groupBy(entries, ({ day }) => day)
  const weeks = weeksOfMonth(date, shared.weekStartsOn)
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 overflow-hidden rounded-lg border border-line bg-surface shadow-card">
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th
              key={day}
              scope="col"
              className="h-8 border-b border-line px-2 text-left text-xs font-medium text-muted"
            >
              {formats.custom(asUtc(day), { weekday: 'short' }, 'UTC')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const here = days.get(day) ?? []
              return (
                <td
                  key={day}
                  className={cx(
                    'h-20 border-r border-b border-line p-1 align-top last:border-r-0',
                    day.slice(0, 7) !== date.slice(0, 7) && 'bg-sunken',
                  )}
                >
                  <p className="px-1 text-xs font-medium figures">{Number(day.slice(8))}</p>
                  {here.slice(0, shownPerDay).map((entry) => (
                    <a
                      key={entry.key}
                      href={`#${entry.key}`}
                      onClick={(event) => {
                        // What stands behind the # is the link itself: it must stay.
                        event.preventDefault()
                        document.getElementById(entry.key)?.scrollIntoView({ block: 'center' })
                      }}
                      className="flex min-w-0 items-center gap-1 rounded-sm px-1 text-xs hover:bg-hover"
                    >
                      <span
                        aria-hidden
                        className={cx('size-1.5 shrink-0 rounded-full', toneMark[states[entry.stage].tone])}
                      />
                      <span className="shrink-0 text-muted figures">{formats.time(entry.at)}</span>
                      <span className="truncate">{entry.text.trim() || t('page.untitled')}</span>
                    </a>
                  ))}
                  {here.length > shownPerDay && (
                    <span className="px-1 text-xs text-muted">
                      {t('page.moreOfDay', { count: here.length - shownPerDay })}
                    </span>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function List({ entries, shared, formats }: ViewProps) {
  const t = useWords('calendars')
  const kit = useWords('kit')
  return [...Map.groupBy(entries, ({ day }) => day)].map(([day, here]) => (
    <section key={day} className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold text-muted first-letter:uppercase">
        {formats.custom(asUtc(day), { weekday: 'long', day: 'numeric', month: 'long' }, 'UTC')}
      </h3>
      {here.map((entry) => (
        <article
          key={entry.key}
          id={entry.key}
          className="flex flex-col gap-1.5 rounded-lg border border-line bg-surface px-4 py-3"
        >
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
            <span className="figures">{formats.time(entry.at)}</span>
            <Badge tone={states[entry.stage].tone}>{kit(`states.${entry.stage}`)}</Badge>
            {entry.held && <Badge tone="warn">{t('page.held')}</Badge>}
            {entry.channels.map((place) => {
              const channel = shared.channels[place]
              return (
                channel && (
                  <span key={place} className="flex min-w-0 items-center gap-1">
                    <NetworkMark network={channel.network} size="small" />
                    <span className="min-w-0 break-all">{channel.handle}</span>
                  </span>
                )
              )
            })}
          </p>
          <p className="break-words whitespace-pre-wrap">{entry.text.trim() || t('page.untitled')}</p>
          {entry.media > 0 && (
            <p className="flex items-center gap-1.5 text-sm text-muted">
              <Images aria-hidden className="size-4" />
              {t('page.media', { count: entry.media })}
            </p>
          )}
        </article>
      ))}
    </section>
  ))
}

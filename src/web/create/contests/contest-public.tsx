import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { RulesLanguage } from '../../../modules/create/contests/contract.ts'
import { Confirmed, PublicContest } from '../../../modules/create/contests/plain/public.ts'
import { api, path } from '../../api/client.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { useLanguage } from '../../kit/language.ts'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { EntryForm } from './entry-form.tsx'
import { OutsideFrame } from './outside-frame.tsx'
import { ProofCode } from './proof-code.tsx'
import { PublicDraw } from './public-draw.tsx'
import { Text } from './rules-card.tsx'

const usePublic = (token: string, language: string) =>
  useQuery({
    queryKey: ['contest-page', token, language],
    queryFn: () =>
      api.get(path`/contest-pages/${token}`, {
        query: { language: language as RulesLanguage },
        schema: PublicContest,
        workspace: null,
      }),
    retry: false,
    staleTime: 60_000,
  })

/** What everybody sees of a contest, without an account. */
export function ContestPublic() {
  const words = useProblemWords()
  const { language } = useLanguage()
  const at = useRouterState({ select: (state) => state.location.pathname })
  const token = at.split('/')[2] ?? ''
  const page = usePublic(token, language)
  return (
    <OutsideFrame>
      {page.isPending && <SkeletonRows rows={6} />}
      {page.error && <Broken words={words(page.error)} />}
      {page.data && <Whole token={token} page={page.data} />}
    </OutsideFrame>
  )
}

function Broken({ words }: { words: string }) {
  const t = useWords('contests')
  const heading = usePageTitle(t('outside.title'))
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="sr-only">
        {t('outside.title')}
      </h1>
      <ErrorState words={words} />
    </>
  )
}

function Whole({ token, page }: { token: string; page: PublicContest }) {
  const t = useWords('contests')
  const formats = useFormats()
  const heading = usePageTitle(page.name)
  const when = (at: string) => formats.moment(at, page.timeZone)
  return (
    <>
      <header
        className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-4 shadow-card"
        style={page.brand.colour ? { borderTop: `4px solid ${page.brand.colour}` } : undefined}
      >
        <span className="text-sm text-muted">{page.brand.name}</span>
        <h1 ref={heading} tabIndex={-1} className="min-w-0 text-xl font-semibold break-words">
          {page.name}
        </h1>
        <p className="figures">
          {formats.span(page.startsAt, page.endsAt, page.timeZone)} ({page.timeZone})
        </p>
        <p role="status">{t(`outside.stages.${page.stage}`)}</p>
        {page.cancelledWhy && <p className="break-words">{page.cancelledWhy}</p>}
      </header>
      <Confirmation />
      {page.winners.length > 0 && (
        <section className="flex flex-col gap-1">
          <h2 className="text-lg font-semibold">{t('winners.title')}</h2>
          {page.winners.map((name, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: Two may be named alike, and none moves.
            <p key={place} className="break-words">
              {name}
            </p>
          ))}
        </section>
      )}
      {page.stage === 'running' && <Ways page={page} />}
      {page.stage === 'running' && page.form && <EntryForm token={token} page={page} />}
      <section className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-4 shadow-card">
        <h2 className="text-lg font-semibold break-words" lang={page.language}>
          {page.rules.title}
        </h2>
        {page.changes.map(({ version, at, reason }) => (
          <p key={version} className="text-sm text-warn figures">
            {[t('rules.version', { version, when: formats.moment(at) }), reason].filter(Boolean).join(' · ')}
          </p>
        ))}
        <Text rules={page.rules} language={page.language} />
      </section>
      <PublicDraw token={token} page={page} />
      {page.erasedAt && (
        <p className="text-sm text-muted">{t('outside.erased', { when: when(page.erasedAt) })}</p>
      )}
    </>
  )
}

/** Where the posts are that one answers, likes or passes on. */
function Ways({ page }: { page: PublicContest }) {
  const t = useWords('contests')
  const formats = useFormats()
  if (page.posts.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-lg font-semibold">{t('outside.byPost')}</h2>
      {page.posts.map(({ network, url, ways }) => (
        <Button asChild key={url} className="self-start">
          <a href={url} target="_blank" rel="noreferrer noopener">
            {network}: {formats.list(ways.map((way) => t(`waysOf.${way}`)))}
          </a>
        </Button>
      ))}
    </section>
  )
}

/** The link of the letter leads here: a press confirms, not the mere opening, which programs that look through mail do too. */
function Confirmation() {
  const t = useWords('contests')
  const words = useProblemWords()
  const hash = useRouterState({ select: (state) => state.location.hash })
  const token = /^confirm=(.+)$/.exec(hash)?.[1]
  const [state, setState] = useState<'asks' | 'busy' | { code: string | null } | { wrong: string }>('asks')
  useEffect(() => {
    const tag = document.createElement('meta')
    tag.name = 'referrer'
    tag.content = 'no-referrer'
    document.head.append(tag)
    return () => tag.remove()
  }, [])
  if (!token) return null
  if (typeof state === 'object' && 'code' in state)
    return (
      <Alert tone="good" title={t('outside.confirmed')}>
        {state.code && <ProofCode code={state.code} />}
      </Alert>
    )
  const confirm = async () => {
    setState('busy')
    try {
      const { code } = await api.post('/contest-confirmations', {
        ...{ body: { token }, schema: Confirmed, workspace: null },
      })
      setState({ code })
    } catch (error) {
      setState({ wrong: words(error) })
    }
  }
  return (
    <div className="flex flex-col gap-3 rounded-lg border border-line bg-surface px-4 py-4 shadow-card">
      <p>{t('outside.confirmHelp')}</p>
      {typeof state === 'object' && <Alert tone="bad">{state.wrong}</Alert>}
      <Button look="primary" className="self-start" busy={state === 'busy'} onClick={() => void confirm()}>
        {t('outside.confirmVerb')}
      </Button>
    </div>
  )
}

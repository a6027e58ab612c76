import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { SharedApproval as Shared } from '../../../modules/create/approval-links/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { usePageTitle } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { OutsideFoot } from '../../shell/outside-foot.tsx'
import { SharedPostCard } from './shared-post-card.tsx'
import { type Key, usePictures, useShared } from './use-shared.ts'

/** Where a client's link leads: the page alone, for somebody without an account. What it carries stands behind the #. */
export function SharedApproval() {
  const words = useProblemWords()
  const token = useRouterState({ select: (state) => state.location.hash })
  const [pin, setPin] = useState<string | null>(null)
  const key = { token, pin }
  const shared = useShared(key)
  useHidden()
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col gap-4 px-4 py-5 md:py-8">
      {shared.isPending && <SkeletonRows rows={6} />}
      {shared.error && <Over words={words(shared.error)}>{pin !== null && <PinForm onPin={setPin} />}</Over>}
      {shared.data && (
        <>
          <Brand shared={shared.data} pinned={key} />
          {shared.data.needsPin ? <PinForm onPin={setPin} /> : <Posts shared={shared.data} pinned={key} />}
        </>
      )}
      <OutsideFoot />
    </main>
  )
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

function Over({ words, children }: { words: string; children: ReactNode }) {
  const t = useWords('approval')
  usePageTitle(t('shared.brokenTitle'))
  return (
    <>
      <ErrorState words={words} />
      {children}
    </>
  )
}

function Brand({ shared: { brand, expiresAt }, pinned }: { shared: Shared; pinned: Key }) {
  const t = useWords('approval')
  const formats = useFormats()
  const heading = usePageTitle(t('shared.title', { brand: brand.name }))
  const srcOf = usePictures(pinned, brand.logo ? [brand.logo] : [])
  const logo = brand.logo && srcOf(brand.logo)
  return (
    <header
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface px-4 py-4 shadow-card"
      style={brand.colour ? { borderTop: `4px solid ${brand.colour}` } : undefined}
    >
      <span className="flex items-center gap-3">
        {logo && <img src={logo} alt="" className="size-12 rounded-md object-contain" />}
        <h1 ref={heading} tabIndex={-1} className="min-w-0 text-lg font-semibold break-words">
          {t('shared.title', { brand: brand.name })}
        </h1>
      </span>
      {brand.greeting && <p className="break-words whitespace-pre-wrap">{brand.greeting}</p>}
      <p className="text-sm text-muted figures">{t('shared.until', { when: formats.moment(expiresAt) })}</p>
    </header>
  )
}

function PinForm({ onPin }: { onPin: (pin: string) => void }) {
  const t = useWords('approval')
  const [pin, setPin] = useState('')
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (pin.length >= 4) onPin(pin)
      }}
    >
      <Field label={t('shared.pinTitle')} help={t('shared.pinHelp')} className="max-w-60">
        <Input
          inputMode="numeric"
          autoComplete="off"
          value={pin}
          onChange={({ target }) => setPin(target.value.replace(/\D/g, '').slice(0, 8))}
        />
      </Field>
      <Button type="submit" look="primary" className="self-start" disabled={pin.length < 4}>
        {t('shared.open')}
      </Button>
    </form>
  )
}

const nameKept = 'carillon-guest-name'

/** Asked once, and remembered on this device. */
function useGuest(): [string, (name: string) => void] {
  const [guest, setGuest] = useState(() => {
    try {
      return localStorage.getItem(nameKept) ?? ''
    } catch {
      return ''
    }
  })
  const keep = (name: string) => {
    setGuest(name)
    try {
      localStorage.setItem(nameKept, name)
    } catch {
      // A browser that keeps nothing asks again the next time.
    }
  }
  return [guest, keep]
}

function Posts({ shared: { posts }, pinned }: { shared: Shared; pinned: Key }) {
  const t = useWords('approval')
  const [guest, setGuest] = useGuest()
  const [wanted, setWanted] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const askName = () => {
    setWanted(true)
    field.current?.focus()
  }
  if (posts.length === 0) return <p className="text-muted">{t('shared.nothing')}</p>
  return (
    <>
      <Field
        label={t('shared.name')}
        help={t('shared.nameHelp')}
        error={wanted && guest.trim() === '' ? t('shared.nameFirst') : undefined}
        required
        className="max-w-sm"
      >
        <Input
          ref={field}
          maxLength={80}
          autoComplete="name"
          value={guest}
          onChange={({ target }) => setGuest(target.value)}
        />
      </Field>
      {posts.map((post) => (
        <SharedPostCard key={post.id} post={post} pinned={pinned} guest={guest.trim()} onNameless={askName} />
      ))}
    </>
  )
}

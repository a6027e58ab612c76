import { Command, defaultFilter } from 'cmdk'
import { Building2, FileText, Languages, LogOut, type LucideIcon, Search, SunMoon } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useRef, useState } from 'react'
import { useMe, useWorkspace } from '../api/me.ts'
import { recentWorkspaces } from '../api/workspace.ts'
import { Keys } from '../kit/kbd.tsx'
import { useLanguage } from '../kit/language.ts'
import { type Station, useGo } from '../kit/route.ts'
import { chooseTheme } from '../kit/theme.ts'
import { useAnyWords, useWords } from '../kit/words.ts'
import { languages } from '../messages/languages.ts'
import { recentFirst } from './recent.ts'
import { places as everywhere, verbs } from './registry.ts'
import { useAllowed } from './use-allowed.ts'
import { useFinds } from './use-finds.ts'
import { useSignOut } from './use-sign-out.ts'
import { useSwitchWorkspace } from './use-switch.ts'

const groupLook =
  '**:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-xs **:[[cmdk-group-heading]]:text-faint'

/** Other workspaces that are offered before anything is typed; typing finds all of them. */
const mostUnasked = 5

type Line = { id: string; name: string; icon: LucideIcon; keys?: string; more?: string; run: () => void }

type Props = {
  /** What was typed before it was there. */
  typedAhead: () => string
  onClose: () => void
}

/** Every verb and every page, by typing. Fetched when it is first opened. */
export function Palette({ typedAhead, onClose }: Props) {
  const t = useWords('shell')
  const [typed, setTyped] = useState(typedAhead)
  const input = useRef<HTMLInputElement>(null)
  const groups = useGroups(typed)
  const finds = useFinds(typed)
  const go = useGo()
  const act = (run: () => void) => () => {
    onClose()
    run()
  }
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            goOnIn(input.current)
          }}
          className="fixed inset-x-2 top-2 z-50 mx-auto max-w-xl animate-appear overflow-hidden rounded-xl bg-raised shadow-float sm:top-[14dvh]"
        >
          <Radix.Title className="sr-only">{t('palette')}</Radix.Title>
          <Command loop label={t('palette')} filter={byName}>
            <div className="flex items-center gap-3 border-b border-line px-4">
              <Search aria-hidden className="size-4.5 shrink-0 text-faint" />
              <Command.Input
                ref={input}
                value={typed}
                onValueChange={setTyped}
                placeholder={t('paletteHint')}
                className="h-13 w-full bg-transparent text-lg outline-none"
              />
            </div>
            <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto p-2">
              <Command.Empty className="px-3 py-8 text-center text-base text-muted">
                {t('paletteEmpty')}
              </Command.Empty>
              {groups.map(({ head, lines }) => (
                <Command.Group key={head} heading={head} className={groupLook}>
                  {lines.map((line) => (
                    <PaletteLine key={line.id} line={line} onSelect={act(line.run)} />
                  ))}
                </Command.Group>
              ))}
              {finds.length > 0 && (
                <Command.Group heading={t('groups.posts')} className={groupLook}>
                  {finds.map(({ id, text }) => (
                    <PaletteLine
                      key={id}
                      // What the server found stays, however the letters lie.
                      line={{
                        id: `post ${id}`,
                        name: text,
                        icon: FileText,
                        more: typed,
                        run: () => go(`/posts/${id}`),
                      }}
                      onSelect={act(() => go(`/posts/${id}`))}
                    />
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** Behind what stands there: Radix would mark it, and the next letter take its place. */
function goOnIn(input: HTMLInputElement | null): void {
  input?.focus()
  input?.setSelectionRange(input.value.length, input.value.length)
}

/** By what is read there, in the language it is read in; a line's id is nobody's word for it. */
const byName = (_id: string, typed: string, names: string[] = []): number => {
  const found = defaultFilter(names.join(' '), typed)
  const [name, wanted] = [names[0]?.toLowerCase() ?? '', typed.trim().toLowerCase()]
  // What is called just so stands before what is only like it, and what begins so before what holds it.
  return found === 0 ? 0 : found + (name === wanted ? 2 : name.startsWith(wanted) ? 1 : 0)
}

const PaletteLine = ({ line, onSelect }: { line: Line; onSelect: () => void }) => (
  <Command.Item
    value={line.id}
    keywords={[line.name, line.more ?? '']}
    onSelect={onSelect}
    className="flex min-h-9 items-center gap-3 rounded-md px-2.5 text-base aria-selected:bg-hover touch:min-h-11"
  >
    <line.icon aria-hidden className="size-4.5 shrink-0 text-faint" />
    <span className="flex-1 truncate">{line.name}</span>
    {line.keys && <Keys keys={line.keys} />}
  </Command.Item>
)

function useGroups(typed: string): { head: string; lines: Line[] }[] {
  const t = useWords('shell')
  const words = useAnyWords()
  const go = useGo()
  const allowed = useAllowed()
  const enter = useSwitchWorkspace()
  const here = useWorkspace()
  const signOut = useSignOut()
  const { language, choose } = useLanguage()
  const { workspaces } = useMe()
  const doing = verbs.filter(allowed).map(({ id, words: name, icon, keys, run }) => ({
    id,
    name: words(name),
    icon,
    keys,
    run: () => void run(go),
  }))
  const places = everywhere.filter(allowed).map(({ to, words: name, icon, key, station }) => ({
    id: `go ${to}`,
    name: words(name),
    more:
      station === 'today' || station === 'settings'
        ? undefined
        : t(`stations.${station as Exclude<Station, 'today' | 'settings'>}`),
    icon,
    keys: key && `g ${key}`,
    run: () => go(to),
  }))
  const others = recentFirst(workspaces, recentWorkspaces())
    .filter(({ id }) => id !== here.id)
    .slice(0, typed ? undefined : mostUnasked)
    .map(({ id, name }) => ({
      id: `enter ${id}`,
      name: t('enterWorkspace', { name }),
      icon: Building2,
      run: () => enter(id),
    }))
  const shades = (['light', 'dark', 'system'] as const).map((theme) => ({
    id: `theme ${theme}`,
    name: t(`themes.${theme}`),
    icon: SunMoon,
    run: () => chooseTheme(theme),
  }))
  const tongues = Object.entries(languages)
    .filter(([tongue]) => tongue !== language)
    .map(([tongue, name]) => ({
      id: `language ${tongue}`,
      name,
      more: t('account.language'),
      icon: Languages,
      run: () => void choose(tongue),
    }))
  const leave = { id: 'sign out', name: t('account.signOut'), icon: LogOut, run: signOut }
  // The list keeps its groups in their order: whoever types the name of a page wants to go there.
  const isPlace = places.some(({ name }) => name.toLowerCase() === typed.trim().toLowerCase())
  const acts = { head: t('groups.verbs'), lines: doing }
  const goes = { head: t('groups.places'), lines: places }
  return [
    ...(isPlace ? [goes, acts] : [acts, goes]),
    { head: t('groups.more'), lines: [...others, ...shades, ...tongues, leave] },
  ].filter(({ lines }) => lines.length > 0)
}

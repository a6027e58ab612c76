import { Copy, Ellipsis, Inbox, LayoutGrid, Printer, Redo2, Share2, StickyNote, Undo2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { withQuery } from '../../api/client.ts'
import { useMay, useMe, useWorkspace } from '../../api/me.ts'
import { IconButton } from '../../kit/button.tsx'
import type { Day } from '../../kit/days.ts'
import { useLanguage } from '../../kit/language.ts'
import { Menu, MenuItem, MenuLine } from '../../kit/menu.tsx'
import { useGo } from '../../kit/route.ts'
import { useWords } from '../../kit/words.ts'
import { useHistory } from './history.ts'
import { calendarPage } from './routes.tsx'
import { useSteps } from './use-steps.ts'

const CopyDialog = lazy(() => import('./copy-dialog.tsx').then(({ CopyDialog: view }) => ({ default: view })))
const ShareSheet = lazy(() => import('./share-sheet.tsx').then(({ ShareSheet: view }) => ({ default: view })))
const NoteDialog = lazy(() => import('./note-dialog.tsx').then(({ NoteDialog: view }) => ({ default: view })))

/** What is done with the calendar as a whole. */
export function Actions({ date }: { date: Day }) {
  const t = useWords('calendar')
  const go = useGo()
  const may = useMay()
  const me = useMe()
  const { id } = useWorkspace()
  const { undo, redo } = useSteps()
  const history = useHistory(id)
  const search = calendarPage.useSearch()
  const setSearch = calendarPage.useSetSearch()
  const print = usePrint(date)
  const [open, setOpen] = useState<'copy' | 'share' | 'note' | null>(null)
  useUndoKeys(undo, redo)
  const close = () => setOpen(null)
  return (
    <>
      {may('post.write') && (
        <>
          <IconButton icon={Undo2} label={t('undo')} keys="Ctrl Z" disabled={!history.back} onClick={undo} />
          <IconButton
            icon={Inbox}
            label={t('shelf')}
            aria-pressed={search.shelf === 1}
            onClick={() => setSearch({ shelf: search.shelf === 1 ? undefined : 1 })}
          />
        </>
      )}
      <Menu trigger={<IconButton icon={Ellipsis} label={t('actions')} />}>
        {may('post.write') && (
          <>
            <MenuItem icon={Redo2} keys="Ctrl Shift Z" disabled={!history.on} onSelect={redo}>
              {t('redo')}
            </MenuItem>
            <MenuItem icon={Copy} onSelect={() => setOpen('copy')}>
              {t('copyDays')}
            </MenuItem>
            <MenuItem icon={StickyNote} onSelect={() => setOpen('note')}>
              {t('addNote')}
            </MenuItem>
            <MenuLine />
          </>
        )}
        <MenuItem icon={Share2} onSelect={() => setOpen('share')}>
          {t('share')}
        </MenuItem>
        <MenuItem icon={Printer} onSelect={() => print('month')}>
          {t('printMonth')}
        </MenuItem>
        <MenuItem icon={Printer} onSelect={() => print('week')}>
          {t('printWeek')}
        </MenuItem>
        {me.workspaces.length > 1 && (
          <MenuItem icon={LayoutGrid} onSelect={() => go('/calendar/brands')}>
            {t('brands')}
          </MenuItem>
        )}
      </Menu>
      {open && (
        <Suspense>
          {open === 'copy' && <CopyDialog date={date} onClose={close} />}
          {open === 'share' && <ShareSheet onClose={close} />}
          {open === 'note' && <NoteDialog note={null} day={date} onClose={close} />}
        </Suspense>
      )}
    </>
  )
}

/** A file of its own: the browser shows it, prints it and keeps it. */
function usePrint(date: Day) {
  const { language } = useLanguage()
  const may = useMay()
  const { id } = useWorkspace()
  const { channels, states, categories, campaign, q, hide } = calendarPage.useSearch()
  return (view: 'month' | 'week') => {
    const notes = may('team.read') && !hide?.split(',').includes('notes')
    const query = {
      workspace: id,
      view,
      date,
      language,
      channels,
      states,
      categories,
      campaign,
      text: q,
      notes,
    }
    window.open(withQuery('/api/v1/calendar/paper', query), '_blank', 'noopener')
  }
}

/** Ctrl Z takes back, Ctrl Shift Z (and Ctrl Y) does again; in fields they keep their own meaning. */
function useUndoKeys(undo: () => void, redo: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { target, ctrlKey, metaKey, altKey, shiftKey, code } = event
      if (!(ctrlKey || metaKey) || altKey) return
      if (
        target instanceof HTMLElement &&
        target.closest('input,textarea,select,[contenteditable],[role="dialog"]')
      )
        return
      // By its place: on other layouts the key has another letter.
      const wants = code === 'KeyZ' ? (shiftKey ? redo : undo) : code === 'KeyY' && !shiftKey ? redo : null
      if (!wants) return
      event.preventDefault()
      wants()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [undo, redo])
}

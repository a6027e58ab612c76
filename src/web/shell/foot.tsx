import { Link } from '@tanstack/react-router'
import { Settings } from 'lucide-react'
import { Tooltip } from '../kit/tooltip.tsx'
import { useWords } from '../kit/words.ts'
import { AccountMenu } from './account.tsx'
import { BellButton } from './bell-button.tsx'
import { railItem } from './rail-item.ts'

/** The end of the rail: the settings and who is signed in. */
export function RailFoot({ inSettings }: { inSettings: boolean }) {
  const t = useWords('shell')
  return (
    <>
      <BellButton />
      <Tooltip words={t('settings')} keys="g s">
        <Link to="/settings" className={railItem} data-status={inSettings ? 'active' : undefined}>
          <Settings
            aria-hidden
            className="size-4.5 shrink-0 text-faint group-data-[status=active]:text-accent"
            strokeWidth={1.9}
          />
          <span className="truncate max-lg:sr-only">{t('settings')}</span>
        </Link>
      </Tooltip>
      <AccountMenu />
    </>
  )
}

/** The same at the end of a phone's list; the notices stand at its head. */
export function PhoneFoot() {
  const t = useWords('shell')
  return (
    <>
      <Link to="/settings" className={railItem}>
        <Settings aria-hidden className="size-4.5 shrink-0 text-faint" strokeWidth={1.9} />
        {t('settings')}
      </Link>
      <AccountMenu />
    </>
  )
}

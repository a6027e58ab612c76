import { Link } from '@tanstack/react-router'
import { LogOut, SunMoon, UserRound } from 'lucide-react'
import { useMe } from '../api/me.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../kit/menu.tsx'
import { chooseTheme, useTheme } from '../kit/theme.ts'
import { useWords } from '../kit/words.ts'
import { railItem } from './rail-item.ts'
import { useSignOut } from './use-sign-out.ts'

/** Who is signed in, and what belongs to them rather than to the workspace. */
export function AccountMenu() {
  const t = useWords('shell')
  const me = useMe()
  const theme = useTheme()
  const signOut = useSignOut()
  return (
    <Menu
      align="start"
      side="top"
      trigger={
        <button type="button" className={railItem}>
          <Avatar name={me.name} size="small" />
          <span className="min-w-0 truncate md:max-lg:sr-only">{me.name}</span>
          <span className="sr-only">{t('account.menu')}</span>
        </button>
      }
    >
      <MenuLabel>{me.email}</MenuLabel>
      <MenuItem asChild>
        <Link to="/account">
          <UserRound aria-hidden className="size-4 text-faint" />
          {t('account.mine')}
        </Link>
      </MenuItem>
      <MenuLine />
      {(['system', 'light', 'dark'] as const).map((one) => (
        <MenuChoice key={one} checked={theme === one} onSelect={() => chooseTheme(one)}>
          <SunMoon aria-hidden className="size-4 text-faint" />
          {t(`themes.${one}`)}
        </MenuChoice>
      ))}
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={signOut}>
        {t('account.signOut')}
      </MenuItem>
    </Menu>
  )
}

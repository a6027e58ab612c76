/** Also the way back to where one was when an address names no workspace. */
const key = 'carillon.workspace'
/** Where one was lately on this device, the newest first. */
const recentKey = 'carillon.workspaces'
const mostRecent = 12
const pattern = /^\/w\/([^/]+)(\/.*)?$/

let current: string | null = null

/** The workspace that this tab is in; each tab has its own, the address says which. */
export const currentWorkspace = (): string | null => current

export function enterWorkspace(id: string): void {
  current = id
  localStorage.setItem(key, id)
  const recent = [id, ...recentWorkspaces().filter((one) => one !== id)]
  localStorage.setItem(recentKey, recent.slice(0, mostRecent).join(','))
}

export const lastWorkspace = (): string | null => localStorage.getItem(key)

export const recentWorkspaces = (): string[] =>
  (localStorage.getItem(recentKey) ?? '').split(',').filter(Boolean)

/** For the next person at this machine. */
export function forgetWorkspace(): void {
  localStorage.removeItem(key)
  localStorage.removeItem(recentKey)
}

/** Addresses are `/w/<workspace>/calendar`; inside, pages only know `/calendar`. */
export function splitAddress(pathname: string): { workspace: string | null; inner: string } {
  const [, workspace, inner] = pattern.exec(pathname) ?? []
  return workspace
    ? { workspace: decodeURIComponent(workspace), inner: inner || '/' }
    : { workspace: null, inner: pathname }
}

export const addressOf = (inner: string): string =>
  current ? `/w/${encodeURIComponent(current)}${inner}` : inner

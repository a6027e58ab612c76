/** Made by `words-plugin.ts`. */
declare module 'virtual:words/*' {
  export const words: import('./gather.ts').Spaces
  export const spaces: Readonly<Record<string, () => Promise<{ default: import('./gather.ts').Tree }>>>
}
declare module 'virtual:problems/*' {
  export const words: import('./gather.ts').Tree
}
declare module 'virtual:failures/*' {
  export const spaces: Readonly<Record<string, () => Promise<{ default: import('./gather.ts').Tree }>>>
}
declare module 'virtual:emoji/*' {
  export const emoji: import('../create/typing/emoji/emoji.ts').Emoji[]
}
declare module 'virtual:gathered/*' {
  const tree: import('./gather.ts').Tree
  export default tree
}

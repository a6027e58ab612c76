/** Made by `words-plugin.ts`. */
declare module 'virtual:words/*' {
  export const words: import('./gather.ts').Spaces
}
declare module 'virtual:problems/*' {
  export const words: import('./gather.ts').Tree
}

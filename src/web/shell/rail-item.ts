/** The look of everything in the rail; narrow rails keep the icon only. */
export const railItem =
  'group relative flex min-h-8.5 items-center gap-2.5 rounded-md px-2.5 py-1 text-base font-medium text-muted transition-colors ' +
  'hover:bg-hover hover:text-text touch:min-h-11 md:max-lg:justify-center md:max-lg:px-0 ' +
  'data-[status=active]:bg-surface data-[status=active]:text-text data-[status=active]:shadow-low'

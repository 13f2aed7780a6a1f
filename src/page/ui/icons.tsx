const PATHS = {
  done: 'M5.5 12.5l4.2 4.2 8.8-9.4',
  failed: 'M7.5 7.5l9 9m0-9l-9 9',
  compensated: 'M9 7L5 11l4 4m-4-4h8.5a5 5 0 010 10H12',
  waiting: 'M8 5h8v3.2L12.9 12l3.1 3.8V19H8v-3.2l3.1-3.8L8 8.2z',
  link: 'M9 6h9v9m0-9L6.5 17.5',
} as const;

export type IconName = keyof typeof PATHS;

/** Decorative: the text next to it says the same, so screen readers skip it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

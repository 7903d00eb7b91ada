/** The mark and the name. */
export function Logo() {
  return (
    <svg width="104" height="28" viewBox="0 0 104 28" direction="ltr" aria-hidden>
      <rect width="28" height="28" rx="7" fill="var(--mantine-primary-color-filled)" />
      <g fill="none" stroke="var(--mantine-primary-color-contrast)" strokeWidth="2.6">
        <path d="M8.8 21V8h6.3a4.4 4.4 0 0 1 0 8.8H8.8" strokeLinejoin="round" />
        <path d="M16.8 21h3.4" strokeLinecap="round" />
      </g>
      <text x="36" y="20" fontSize="18" fontWeight="680" letterSpacing="-0.3" fill="currentColor">
        Payrun
      </text>
    </svg>
  );
}

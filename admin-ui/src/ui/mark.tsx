/** The sign of Bezel: a brilliant seen from above in its ring of metal. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      stroke="var(--accent)"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <circle cx="16" cy="16" r="14" strokeWidth="2" />
      <path d="M11.4 5.2h9.2l6.5 6.5v9.1l-6.5 6.5h-9.2l-6.5-6.5v-9.1z" strokeWidth="1.2" />
      <path
        d="m12.5 10.5 7 0 3 3v5l-3 3h-7l-3-3v-5zM12.5 10.5l-1.1-5.3M19.5 10.5l1.1-5.3M22.5 13.5l4.6-1.8M22.5 18.5l4.6 2.3M19.5 21.5l1.1 5.8M12.5 21.5l-1.1 5.8M9.5 18.5l-4.6 2.3M9.5 13.5l-4.6-1.8"
        strokeWidth="1.1"
      />
    </svg>
  )
}

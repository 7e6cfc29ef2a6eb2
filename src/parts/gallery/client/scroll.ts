/**
 * Brings the page back to where it was when somebody comes back to it. The browser cannot: when it
 * tries, the page is not yet as high as it will be.
 */
export function keepScroll(): void {
  const key = `scroll ${location.pathname}${location.search}`;
  const [navigation] = performance.getEntriesByType('navigation');
  const isReturn = navigation instanceof PerformanceNavigationTiming && navigation.type !== 'navigate';
  const top = Number(sessionStorage.getItem(key));
  if (isReturn && top > 0) scrollTo({ top, behavior: 'instant' });
  addEventListener('pagehide', () => {
    sessionStorage.setItem(`scroll ${location.pathname}${location.search}`, String(Math.round(scrollY)));
  });
}

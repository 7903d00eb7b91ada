/**
 * Everything about a page's layout and structure that is wrong whatever the page is about, each in a line. Runs in the
 * page (`page.evaluate(layoutFaults)`), so it may use nothing from outside.
 */
export function layoutFaults(): string[] {
  const faults: string[] = [];
  const name = (element: Element) => {
    const text = (element.textContent ?? "").trim().slice(0, 60);
    return `<${element.tagName.toLowerCase()} class="${(element.getAttribute("class") ?? "").slice(0, 60)}"> ${text}`;
  };
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) {
    const sticksOut = [...document.querySelectorAll("body *")].filter((element) => {
      const { right, left, width } = element.getBoundingClientRect();
      return width > 0 && (right > clientWidth + 1 || left < -1);
    });
    faults.push(`${scrollWidth} px in ${clientWidth} px: ${sticksOut.slice(0, 4).map(name).join("; ")}`);
  }
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) faults.push(`${headings} h1`);
  if (!/\S.* · \S/u.test(document.title)) faults.push(`the title is "${document.title}"`);
  for (const element of document.querySelectorAll("body *")) {
    if (element.children.length > 0 || (element.textContent ?? "").trim() === "") continue;
    const { overflowX, clip, clipPath } = getComputedStyle(element);
    const isForScreenReaders = clip !== "auto" || clipPath !== "none" || element.clientWidth <= 1;
    if (!isForScreenReaders && overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
      faults.push(`cut off: ${name(element)}`);
  }
  return faults;
}

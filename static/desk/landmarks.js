// The framework's scroll areas all call themselves the same; name each by what it holds.
document.addEventListener("DOMContentLoaded", () => {
  const chinese = document.documentElement.lang.startsWith("zh");
  for (const area of document.querySelectorAll("[data-simplebar]")) {
    const menu = area.id === "nav-sidebar-apps";
    const name = menu ? ["Menu", "菜单"] : area.querySelector("table") ? ["List", "列表"] : ["Filters", "筛选"];
    area.setAttribute("data-simplebar-aria-label", name[chinese ? 1 : 0]);
  }
});
